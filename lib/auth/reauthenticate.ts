import type { Failure } from '@/lib/result'
import { routes } from '@/lib/routes'

/** What the gate says to somebody who signed in too long ago to change IAM. */
export const REAUTHENTICATE: Failure = {
  code: 'reauthenticate',
  message: 'To change IAM, show once more that it is you.',
  remedy: 'Confirm in the new tab, then come back and press the button again. Nothing was done yet.',
  link: { label: 'Confirm in a new tab', href: routes.confirm(), newTab: true },
}
