import type { Programs } from '@/scripts/checks/peers/programs'

/** What one part of `npm run test:peers` found. */
export type PartResult = {
  /** How many comparisons held. */
  passed: number
  /** One line for each that did not. */
  failed: string[]
  /** What was compared, for the summary. */
  lines: string[]
  /** The operations that were compared, as `service Operation` (judged.ts), where the part knows them. */
  judged?: string[]
}

/** One part; it runs in a process of its own. */
export type Part = {
  name: string
  /** It starts the built program. */
  needsBuild?: true
  /** Only when it is named: it fetches more than everybody would want. */
  onRequest?: true
  /** It gives `judged`, which `--record` writes down. */
  judges?: true
  /** Beyond it the part is ended, and has failed; without it, four minutes. */
  limitMs?: number
  run: (programs: Programs) => Promise<PartResult>
}
