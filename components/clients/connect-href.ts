import type { Route } from 'next'
import type { Choice } from '@/lib/clients/choice'
import { routes } from '@/lib/routes'

/** What the links of the connect page start from: what is shown now. */
export type Chosen = { runtimeId: string; choice: Choice }

/** The Connect tab with one thing chosen differently, so that every choice is a link. */
export function connectHref({ runtimeId, choice }: Chosen, change: Partial<Choice>): Route {
  return `${routes.runtimeTab(runtimeId, 'connect')}?${new URLSearchParams({ ...choice, ...change })}` as Route
}
