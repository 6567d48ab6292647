import { InvalidArgumentError, Option } from '@commander-js/extra-typings'

/** For verbs whose answer is one document. */
export const JSON_OPTION = new Option('--json', 'one JSON document on standard output')

/** A parser for options whose value must look a certain way; `what` says which. */
export function matching(pattern: RegExp, what: string): (text: string) => string {
  return (text) => {
    if (!pattern.test(text)) {
      throw new InvalidArgumentError(`Give ${what}.`)
    }
    return text
  }
}
