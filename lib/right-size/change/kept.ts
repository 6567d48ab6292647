import 'server-only'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { stateDirectory } from '@/lib/auth/secret'
import { dropDrafts, writeFileDurablySync } from '@/lib/durable-file'
import { parseJson } from '@/lib/json'
import { AppError } from '@/lib/result'
import type { Resize } from '@/lib/right-size/change/model'

const text = z.string().max(200_000).nullable()
const item = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('inline'), name: z.string(), from: z.string(), before: text, after: text }),
  z.strictObject({
    ...{ kind: z.literal('attached'), arn: z.string(), from: z.string(), before: z.boolean(), after: z.boolean() },
    copy: z.string().optional(),
  }),
])
const resize = z.strictObject({
  id: z.uuid(),
  roleName: z.string(),
  roleArn: z.string(),
  roleCreatedAt: z.string(),
  deployment: z.string(),
  at: z.string(),
  days: z.number(),
  trimmed: z.number(),
  way: z.enum(['forth', 'back']),
  endedAt: z.string().nullable(),
  items: z.array(item),
})

/** Of one role; an older one can be undone once the newer ones are. */
const KEPT = 20

type Role = { arn: string; createdAt: string }

/**
 * The changes of a role that were made here, the newest first: what undoes them is kept nowhere else (docs/decisions/028). Those of
 * another role of the same name are not among them. Throws an AppError for a file that isn't Slipway's.
 */
export function readResizes({ arn, createdAt }: Role): Resize[] {
  return read(arn).filter(({ roleCreatedAt }) => roleCreatedAt === createdAt)
}

/** Adds a change, or puts it in the place of itself. It is on the disk when this returns. */
export function keepResize(kept: Resize): void {
  const known = read(kept.roleArn)
  const isKnown = known.some(({ id }) => id === kept.id)
  // In the order in which they came: a clock may go back.
  const all = isKnown ? known.map((one) => (one.id === kept.id ? kept : one)) : [kept, ...known].slice(0, KEPT)
  const file = fileOf(kept.roleArn)
  dropDrafts(file)
  writeFileDurablySync(file, `${JSON.stringify(all, null, 2)}\n`)
}

function read(roleArn: string): Resize[] {
  const file = fileOf(roleArn)
  let content: string

  try {
    content = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return []
    }
    throw unusable(file)
  }
  const parsed = z.array(resize).safeParse(parseJson(content))

  if (!parsed.success) {
    throw unusable(file)
  }
  return parsed.data
}

/** An ARN has characters that a file's name may not have. */
function fileOf(roleArn: string): string {
  const name = createHash('sha256').update(roleArn).digest('hex').slice(0, 32)
  return path.join(stateDirectory(), 'right-size', `${name}.json`)
}

function unusable(file: string): AppError {
  return new AppError({
    code: 'conflict',
    message: `What earlier right-sizing replaced can’t be read from ${file}.`,
    remedy: 'Mend the file or move it away. Without it nothing can be undone.',
  })
}
