/** The bucket of the data that models are trained from. */
export const DATA_BUCKET = 'model_data';
