import type { Failure } from '@/lib/result'
import { routes } from '@/lib/routes'

/** What every door says to somebody whose session is over. */
export const SIGNED_OUT: Failure = {
  code: 'unauthenticated',
  message: 'You are not signed in any more.',
  remedy: 'Sign in again. What was running in AWS goes on, and your answers are kept in this browser.',
  link: { label: 'Sign in', href: routes.signIn() },
}
