import { z } from 'zod'

const SECRET_NAME = /pass(word|phrase|code)?|secret|token|credential|private|otp/i

/** A form as an object: a name that occurs more than once becomes a list. React's own fields are left out. */
export function formInput(formData: FormData): Record<string, unknown> {
  const names = [...new Set(formData.keys())].filter((name) => !name.startsWith('$ACTION_'))
  return Object.fromEntries(
    names.map((name) => {
      const values = formData.getAll(name)
      return [name, values.length === 1 ? values[0] : values]
    }),
  )
}

/** What may be shown again after a failure: text whose field doesn't look like a secret. */
export function echoedValues(input: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(input).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && !SECRET_NAME.test(entry[0]),
    ),
  )
}

/** A form field that may occur any number of times: none, one and many all become a list. */
export function listField<Schema extends z.ZodType>(item: Schema) {
  return z.preprocess((value) => {
    if (value === undefined) {
      return []
    }
    return Array.isArray(value) ? value : [value]
  }, z.array(item))
}

/** zod's issues as messages by field path: `environment.AUTH_TYPE` → messages. */
export function fieldErrors(error: z.ZodError): Record<string, string[]> {
  const fields: Record<string, string[]> = {}

  for (const { path, message } of error.issues) {
    const name = path.map(String).join('.')
    const messages = Object.hasOwn(fields, name) ? (fields[name] ?? []) : []
    Object.defineProperty(fields, name, { value: [...messages, message], enumerable: true, configurable: true })
  }
  return fields
}
