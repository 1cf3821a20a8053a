/** The reason why a job is not cancelled. */
export const HAS_ENDED = 'The job has ended, or its result is being stored: it cannot be cancelled.';
