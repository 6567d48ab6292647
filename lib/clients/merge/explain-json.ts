import { type ParseError, printParseErrorCode } from 'jsonc-parser'
import { broken } from '@/lib/clients/merge/change'
import { doubled } from '@/lib/clients/merge/explain'
import { fail, type Result } from '@/lib/result'

/** Why JSON could not be read, as a person would say it, and what to write instead. */
export function explainJson(text: string, error: ParseError | undefined): Result<never> {
  if (!error) {
    return broken(text, 0, 'there is no value')
  }
  const code = printParseErrorCode(error.error)
  const at = placeOf(text, error.offset)

  if (code === 'InvalidUnicode' || code === 'InvalidEscapeCharacter') {
    return said(at.line, 'has a single backslash inside quotes', doubled(at.text))
  }
  if (/[“”„‟‘’]/.test(at.text)) {
    const straight = at.text
      .trim()
      .replace(/[“”„‟]/g, '"')
      .replace(/[‘’]/g, "'")
    return said(at.line, 'has curly quotes, which a word processor makes', `Write straight ones: ${straight}`)
  }
  if (/^\s*"[^"\n]*"\s*:/.test(text)) {
    return said(
      1,
      'begins with a member: the braces around the whole are missing',
      'Write { before and } after it, then merge again.',
    )
  }
  if (text[error.offset] === "'") {
    return said(at.line, 'has single quotes, which JSON does not know', 'Write " for each \' around a key or a value.')
  }
  if (code === 'EndOfFileExpected') {
    return said(
      at.line,
      'begins a second document: a file holds one',
      'Join the two, or paste the one that the client reads.',
    )
  }
  if (code === 'CommaExpected') {
    const before = placeOf(text, text.slice(0, error.offset).trimEnd().length)
    const remedy = `Write a comma at the end of line ${before.line}, then merge again. Nothing was changed.`
    return said(at.line, 'begins a member, but no comma ends the one before it', remedy)
  }
  return broken(text, error.offset, words(code))
}

function said(line: number, what: string, remedy: string): Result<never> {
  return fail({ code: 'invalid-input', message: `Line ${line} ${what}.`, remedy })
}

function placeOf(text: string, offset: number): { line: number; text: string } {
  const line = text.slice(0, offset).split('\n').length
  return { line, text: text.split(/\r?\n/)[line - 1] ?? '' }
}

/** `CommaExpected` → `comma expected` */
function words(code: string): string {
  return code.replace(/(?!^)([A-Z])/g, ' $1').toLowerCase()
}
