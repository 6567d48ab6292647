import type { Route } from 'next'
import type { OperatingSystem } from '@/lib/clients/model'
import { routes } from '@/lib/routes'

/** The Connect tab with a client and an operating system chosen, so that a choice is a link. */
export function connectHref(runtimeId: string, choice: { client: string; os: OperatingSystem }): Route {
  return `${routes.runtimeTab(runtimeId, 'connect')}?${new URLSearchParams(choice)}` as Route
}
