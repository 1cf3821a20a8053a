const PYTHON_ONLY: readonly (readonly [RegExp, string])[] = [
  [/^<class '.+'>$/, 'class'],
  [
    /^<(function|bound method|built-in function|built-in method|method) .+>$|^<callable>$|^functools\.partial\(/,
    'function',
  ],
  [/^<.+ at 0x[\da-f]+>$|^<module .+>$/i, 'object'],
];

/** The message that rejects a dump of a Python class, function or object; `undefined` for any other value. */
export function describePythonOnly(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const found = PYTHON_ONLY.find(([pattern]) => pattern.test(value));
  return found && `a Python ${found[1]} cannot be served: ${value}; ${INSTEAD}`;
}

/** Where behaviour belongs that data cannot express. */
export const INSTEAD = 'behaviour belongs into a resource class (docs/guide/adding-a-resource.md)';
