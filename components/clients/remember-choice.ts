import type { Choice } from '@/lib/clients/choice'
import { REMEMBERED_COOKIE, rememberedText } from '@/lib/clients/remembered'

const YEAR_MS = 365 * 24 * 60 * 60 * 1000

/** For the next visit of any runtime; a browser without a cookie store starts from the likeliest again. */
export function rememberChoice(choice: Choice): void {
  if ('cookieStore' in window) {
    window.cookieStore
      .set({
        name: REMEMBERED_COOKIE,
        value: encodeURIComponent(rememberedText(choice)),
        expires: Date.now() + YEAR_MS,
        path: '/runtimes',
        sameSite: 'lax',
      })
      .catch(() => undefined)
  }
}
