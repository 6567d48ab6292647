import { z } from 'zod'
import judgedFile from '@/lib/practice/coverage/judged.json' with { type: 'json' }

/** Who judges operations: parts of `npm run test:peers`, each by the program that it is named after here. */
const JUDGES = {
  differential: {
    program: 'moto',
    how: 'The same calls, valid and invalid, go to moto and to the practice account. Each difference is decided, with a reason.',
  },
  'service-model': {
    program: 'botocore',
    how: 'The requests that Slipway sends, and the answers, are held against AWS’s own service models.',
  },
  boto3: {
    program: 'boto3',
    how: 'A table says how AWS answers each call of boto3. botocore’s models check the form of the answers.',
  },
} as const

export type JudgeId = keyof typeof JUDGES
export const JUDGE_IDS = Object.keys(JUDGES) as [JudgeId, ...JudgeId[]]

const judgedSchema = z.strictObject({
  /** The day, as in 2026-12-01. */
  on: z.iso.date(),
  /** Versions, by the program. */
  programs: z.record(z.string(), z.string()),
  /** Who judged it, by `service Operation`; the service by its id here. */
  operations: z.record(z.string(), z.array(z.enum(JUDGE_IDS))),
})

export type Judged = z.infer<typeof judgedSchema>

/** What `npm run test:peers -- --record` wrote last. */
export const JUDGED: Judged = judgedSchema.parse(judgedFile)

/** The judges with the versions that judged. */
export function judges() {
  return JUDGE_IDS.map((id) => ({ id, ...JUDGES[id], version: JUDGED.programs[JUDGES[id].program] ?? '' }))
}
