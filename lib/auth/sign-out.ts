import { routes } from '@/lib/routes'

/** For the browser: ends the session, then loads the sign-in page afresh, so that nothing of the session stays on the page. */
export async function signOut(): Promise<void> {
  await fetch('/api/sign-out', { method: 'POST', redirect: 'manual' })
  window.location.assign(routes.signIn())
}
