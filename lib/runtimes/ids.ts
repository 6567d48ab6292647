/** What AWS takes for a runtime id: the name, a hyphen, ten characters (agentcore facts, section 1.2). */
export const RUNTIME_ID = /^[a-zA-Z][a-zA-Z0-9_]{0,99}-[a-zA-Z0-9]{10}$/

/** The name in a name, an id or an ARN of a runtime: names have no hyphen. */
export function nameOfRuntime(wanted: string): string {
  return wanted.replace(/^arn:.*:runtime\//, '').replace(/-[a-zA-Z0-9]{10}$/, '')
}

/** What AWS takes for a version: `1`, `2`, never `v1`. */
export const RUNTIME_VERSION = /^[1-9][0-9]{0,4}$/
