import { readExcerpts } from '@/lib/troubles/corpus/corpus'
import { createDiagnoser } from '@/lib/troubles/diagnose/diagnoser'
import { explainPasted } from '@/lib/troubles/explain/pasted'
import type { DiagnosedEvent } from '@/lib/troubles/model'
import type { Measurement } from './report'

const RUNS = 15
const WARM_UP = 5
const PASTED_LINES = 1000
const STREAM_LINES = 100_000

/** What the catalogue costs: a paste of a thousand lines, troubled and healthy mixed, and a stream that is mostly healthy. */
export async function benchTroubles(): Promise<Measurement[]> {
  const excerpts = readExcerpts('excerpts')
  const mixed = lines(excerpts.flatMap(({ events }) => events.map(({ text }) => text)))
  const healthy = lines(
    excerpts.filter(({ expect }) => expect.length === 0).flatMap(({ events }) => events.map(({ text }) => text)),
  )
  const pasted = repeated(mixed, PASTED_LINES).join('\n')
  const stream = repeated(healthy, STREAM_LINES).map(
    (text, index): DiagnosedEvent => ({ id: `${index}`, at: index, stream: 'one', text }),
  )
  return [
    {
      name: `explain ${PASTED_LINES} pasted lines`,
      peer: 'JSON of the same lines',
      unit: 'ms',
      runs: measured(() => explainPasted(pasted)),
      peerRuns: measured(() => JSON.parse(JSON.stringify(pasted.split('\n')))),
      goal: { value: 50 },
    },
    {
      name: `diagnose ${STREAM_LINES} healthy lines`,
      peer: 'JSON of the same lines',
      unit: 'ms',
      runs: measured(() => createDiagnoser().take(stream)),
      peerRuns: measured(() => JSON.parse(JSON.stringify(stream))),
    },
  ]
}

function measured(run: () => unknown): number[] {
  return Array.from({ length: WARM_UP + RUNS }, () => {
    const started = performance.now()
    run()
    return performance.now() - started
  }).slice(WARM_UP)
}

/** Events of a log may hold several lines; a paste has one in a line. */
function lines(texts: string[]): string[] {
  return texts.flatMap((text) => text.split('\n')).filter((text) => text.trim() !== '')
}

function repeated(texts: string[], count: number): string[] {
  return Array.from({ length: count }, (_, index) => texts[index % texts.length] ?? '')
}
