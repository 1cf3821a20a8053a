// Training of 60 000 × 50 rows, here and in scikit-learn on the same machine, in turn: `npm run build`, then `node bench/run-training.mjs [python]`.
// The Python has scikit-learn (pip install scikit-learn==1.9.1). Both fit once and cross-validate in five folds. By hand: it takes a minute or two.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const [, , python = 'python3'] = process.argv;
const ROUNDS = 3;
const training = join(import.meta.dirname, '../dist/models/training');
const { FeatureMatrix } = await import(join(training, 'feature-matrix.js'));
const { trainClassifier } = await import(join(training, 'train-classifier.js'));

const CASES = [
  { rows: 60_000, columns: 50, classes: 2 },
  { rows: 60_000, columns: 50, classes: 10 },
];

for (const shape of CASES) {
  const ratios = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const own = trainHere(shape);
    const theirs = trainInPython(shape);
    ratios.push(own.seconds / theirs.seconds);
    console.log(
      `${JSON.stringify(shape)} here ${own.seconds.toFixed(2)} s (log-loss ${own.loss.toFixed(4)}), ` +
        `scikit-learn ${theirs.seconds.toFixed(2)} s (${theirs.loss.toFixed(4)}), to convergence ${theirs.converged.toFixed(2)} s`,
    );
  }
  ratios.sort((a, b) => a - b);
  console.log(`ratio, median: ${ratios[Math.floor(ROUNDS / 2)].toFixed(2)}`);
}

function trainHere({ rows, columns, classes }) {
  const values = Float64Array.from({ length: rows * columns }, normal);
  const weights = Array.from({ length: classes }, () => Float64Array.from({ length: columns }, () => normal() / 3));
  const labels = Int32Array.from({ length: rows }, (_, row) => {
    const scores = weights.map((ofClass) => dot(ofClass, values, row * columns) - Math.log(-Math.log(Math.random())));
    return scores.indexOf(Math.max(...scores));
  });
  const started = performance.now();
  const { evaluation } = trainClassifier({ features: new FeatureMatrix(values, columns), labels, classes });
  return { seconds: (performance.now() - started) / 1000, loss: evaluation.log_loss };
}

function dot(weights, values, start) {
  return weights.reduce((sum, weight, at) => sum + weight * values[start + at], 0);
}

/** Of the standard normal distribution, by Box and Muller. */
function normal() {
  return Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
}

function trainInPython({ rows, columns, classes }) {
  const script = `
import json, time, numpy
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict
from sklearn.metrics import log_loss
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
random = numpy.random.default_rng()
x = random.normal(size=(${rows}, ${columns}))
y = (x @ (random.normal(size=(${columns}, ${classes})) / 3) + random.gumbel(size=(${rows}, ${classes}))).argmax(axis=1)
def measure(**options):
    started = time.perf_counter()
    model = make_pipeline(StandardScaler(), LogisticRegression(**options))
    model.fit(x, y)
    p = cross_val_predict(model, x, y, cv=5, method="predict_proba")
    return time.perf_counter() - started, log_loss(y, p)
seconds, loss = measure()
converged, _ = measure(tol=1e-9, max_iter=10000)
print(json.dumps({"seconds": seconds, "loss": loss, "converged": converged}))
`;
  const { stdout, stderr, status } = spawnSync(python, ['-c', script], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${python} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}
