import { redact } from '@/lib/log'
import { likelyLayer } from '@/lib/troubles/layers'

/** A report about a text that Slipway does not know, in Markdown, to paste into an issue. Secrets, accounts and names of people are gone. */
export function reportOf(text: string, version: string): string {
  const layer = likelyLayer(text)?.name ?? 'not known'
  return [
    '### A text that Slipway does not know',
    '',
    `- Slipway ${version}`,
    `- It seems to come from: ${layer}`,
    '- What I did when it came: ',
    '',
    '```text',
    withoutNames(redact(text)).slice(0, MAX_TEXT).replaceAll('```', "'''"),
    '```',
    '',
  ].join('\n')
}

const MAX_TEXT = 8_000

function withoutNames(text: string): string {
  return text
    .replace(/\b\d{12}\b/g, '111122223333')
    .replace(/\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}\b/g, 'me@example.com')
    .replace(/((?:\/home|\/Users|C:\\{1,2}Users)[/\\]{1,2})[^/\\\s"']{1,64}/gi, '$1me')
}
