import { format } from 'jsonc-parser'
import type { TextEdit } from '@/lib/policies/findings/model'

/** The edits that indent a policy by two spaces, and change nothing but white space. Works on broken JSON as far as it can. */
export function formatPolicy(text: string): TextEdit[] {
  return format(text, undefined, { tabSize: 2, insertSpaces: true, eol: '\n' }).map(({ offset, length, content }) => ({
    offset,
    length,
    text: content,
  }))
}
