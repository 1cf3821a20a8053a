// The bench's resource as a mongoose model behind express-restify-mongoose: no predictor, no entity tags of documents.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { MONGO_URI, PORT, HOST, PEER_FOLDER } = process.env;
const load = createRequire(join(PEER_FOLDER, 'package.json'));
const express = load('express');
const mongoose = load('mongoose');
const { serve } = load('express-restify-mongoose');

const NAME = { type: String, trim: true, maxlength: 100 };
const estimate = {
  lower: Number,
  upper: Number,
  level: Number,
  confidence: String,
  extrapolated: Boolean,
  basis: String,
  model: String,
};
const schema = new mongoose.Schema(
  {
    bestseller_rank: { type: Number, required: true, min: 1, validate: Number.isInteger },
    category: { ...NAME, required: true },
    marketplace: { ...NAME, default: 'US' },
    estimated_sales: { type: Number, min: 0 },
    estimate: { type: new mongoose.Schema(estimate, { _id: false }) },
  },
  {
    collection: 'erm_estimations',
    timestamps: { createdAt: '_created', updatedAt: '_updated' },
    autoIndex: false,
    autoCreate: false,
  },
);

await mongoose.connect(MONGO_URI);
const app = express();
app.use(express.json());
serve(app, mongoose.model('estimations', schema), { prefix: '', version: '', totalCountHeader: true });
app.listen(Number(PORT), HOST);
