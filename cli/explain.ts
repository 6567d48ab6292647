import { text } from 'node:stream/consumers'
import { EXIT } from '@/cli/shared/exit'
import { readText } from '@/cli/shared/spec-file'
import { must, type Verb } from '@/cli/shared/verb'
import { visibleText } from '@/lib/format/visible-text'
import { denialOffer } from '@/lib/troubles/denial-offer'
import { explainPasted } from '@/lib/troubles/explain/pasted'
import { likelyLayer } from '@/lib/troubles/layers'
import type { Finding } from '@/lib/troubles/model'

const NOTES = `
Reads a file, or standard input without one, and says what the error in it means: the likeliest cause first. Nothing is sent.
Exit codes: 0 known, 1 not known, 2 a wrong call or a file that can't be read.

  uvx mcp-proxy-for-aws@1.7.0 … 2>&1 | npm run slipway -- explain`

export const explain: Verb = (command, done) =>
  void command
    .argument('[file]', 'a text or a log; - for standard input', '-')
    .option('--json', 'each cause as an object on a line')
    .addHelpText('after', NOTES)
    .action(async (file, { json }) => done(await answer(file, json === true)))

async function answer(file: string, isJson: boolean): Promise<number> {
  const pasted = file === '-' ? await standardInput() : must(await readText(file))
  const { findings, textOf } = explainPasted(pasted)
  process.stdout.write(
    isJson
      ? findings.map((finding) => jsonLine(finding, textOf)).join('')
      : visibleText(findings.map((finding) => paragraph(finding, textOf)).join('\n')),
  )

  if (findings.length === 0) {
    process.stderr.write(unknown(pasted))
  }
  return findings.length === 0 ? EXIT.failed : EXIT.done
}

async function standardInput(): Promise<string> {
  if (process.stdin.isTTY) {
    process.stderr.write('Paste the text, then press Ctrl+D on a line of its own (Windows: Ctrl+Z, then Enter).\n')
  }
  return await text(process.stdin)
}

function paragraph(finding: Finding, textOf: (id: string) => string): string {
  const { title, cause, remedy, command, apart, lines, sources, certainty } = finding
  const steps = remedy.map((step, index) => (remedy.length === 1 ? `  ${step}` : `  ${index + 1}. ${step}`))
  const sureness = certainty === 'certain' ? '' : certainty === 'likely' ? ' (likely)' : ' (one of several causes)'
  return [
    `${title}${sureness}`,
    `  ${cause}`,
    ...steps,
    ...(command === undefined ? [] : [`  $ ${command}`]),
    ...statementOf(finding),
    ...(apart === undefined ? [] : [`  ${apart}`]),
    ...lines.slice(0, 3).map(({ id }) => `  > ${textOf(id).slice(0, 200)}`),
    `  See ${sources.map(({ href }) => href).join(' ')}`,
    '',
  ].join('\n')
}

/** What is to be handed over; a line of the output each. */
function statementOf({ denial }: Finding): string[] {
  const offer = denial && denialOffer(denial, {}, { from: 'paste' })
  return offer && 'statement' in offer
    ? JSON.stringify(offer.statement, null, 2)
        .split('\n')
        .map((row) => `  ${row}`)
    : []
}

function jsonLine(finding: Finding, textOf: (id: string) => string): string {
  const { rule, layer, certainty, severity, title, cause, remedy, command, apart, sources, lines, denial } = finding
  const evidence = lines.map(({ id }) => textOf(id))
  return `${JSON.stringify({ rule, layer, certainty, severity, title, cause, remedy, command, apart, evidence, denial, sources })}\n`
}

function unknown(pasted: string): string {
  const layer = likelyLayer(pasted)
  return layer
    ? `Slipway does not know this text. It seems to come from ${layer.name}.\n${layer.next}\n`
    : 'Slipway does not know this text. Paste more of it: the lines before often name the cause.\n'
}
