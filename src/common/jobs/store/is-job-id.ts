/** Whether a text can be the id of a job. */
export function isJobId(text: string): boolean {
  return /^[a-f\d]{24}$/.test(text);
}
