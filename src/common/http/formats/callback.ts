const FUNCTION_NAME = /^[a-zA-Z_$][\w$.]*$/;

/** The functions that a URL wants its answer handed to: the values of the parameter that the service calls its JSONP argument. */
export function callbacksIn(url: string, argument: string): readonly string[] {
  const start = url.indexOf('?');
  return start === -1 ? [] : new URLSearchParams(url.slice(start + 1)).getAll(argument);
}

/** The one function of a JSONP request; undefined where there is none, several, or none that JavaScript can call. */
export function callbackIn(url: string, argument: string): string | undefined {
  const [name, ...others] = callbacksIn(url, argument);
  return name !== undefined && others.length === 0 && FUNCTION_NAME.test(name) ? name : undefined;
}
