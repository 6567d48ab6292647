import type { Choice } from '@/lib/clients/choice'

/** The cookie that the browser writes and the page reads. It holds no secret and is read for what it names only. */
export const REMEMBERED_COOKIE = 'slipway-connect'

/** What of a choice is worth remembering, as the value of the cookie. */
export function rememberedText({ client, os, launcher, server }: Choice): string {
  return new URLSearchParams({ client, os, launcher, server }).toString()
}
