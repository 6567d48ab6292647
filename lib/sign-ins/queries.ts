import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import type { Result } from '@/lib/result'
import type { KeptView } from '@/lib/sign-ins/console/model'
import { type Place, readSignIn } from '@/lib/sign-ins/keeping/store'

/** The sign-in that is kept on this computer for a runtime, as far as a page may know it; undefined for none. */
export function keptView(place: Place): Promise<Result<KeptView | undefined>> {
  return attempt(async () => {
    const kept = await readSignIn(place)

    if (!kept) {
      return undefined
    }
    const { userName, current } = kept
    const endsAt = current && current.endsAt > 0 ? { endsAt: new Date(current.endsAt).toISOString() } : {}
    return { userName, ...endsAt, renews: kept.via !== 'oidc' || kept.refreshToken !== undefined }
  })
}
