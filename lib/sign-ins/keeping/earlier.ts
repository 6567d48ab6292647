import 'server-only'
import { createHash } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { stateDirectory } from '@/lib/auth/secret'
import { isOwnersOnly } from '@/lib/sign-ins/keeping/keys'
import type { SignIn } from '@/lib/sign-ins/model'

type Place = { runtimeArn: string; discoveryUrl: string }

const earlier = z.strictObject({
  runtimeArn: z.string(),
  userName: z.string(),
  refreshToken: z.string(),
  clientId: z.string(),
})

/** What a version before 021 kept with --keep, in a file of its own and not encrypted. It is moved where it is first asked for. */
export function earlierSignIn({ runtimeArn, discoveryUrl }: Place): SignIn | undefined {
  const file = fileOf(runtimeArn)

  try {
    const parsed = isOwnersOnly(file) ? earlier.safeParse(JSON.parse(readFileSync(file, 'utf8'))) : undefined
    return parsed?.success && parsed.data.runtimeArn === runtimeArn
      ? { via: 'cognito', ...parsed.data, discoveryUrl }
      : undefined
  } catch {
    return undefined
  }
}

export function forgetEarlier({ runtimeArn }: Place): void {
  rmSync(fileOf(runtimeArn), { force: true })
}

function fileOf(runtimeArn: string): string {
  const name = createHash('sha256').update(runtimeArn).digest('hex').slice(0, 24)
  return path.join(stateDirectory(), 'tokens', `${name}.json`)
}
