import type { Margin } from '@/lib/right-size/model'

/** How far back the page offers to look; CloudTrail keeps 90 days. */
export const DAYS = [7, 30, 90] as const
type Days = (typeof DAYS)[number]

/** What is asked of the page. `resources`: they are narrowed too, to those that were seen. */
export type Asked = { days: Days; margin: Margin; resources: boolean }

type Query = Partial<Record<'days' | 'margin' | 'resources', string | string[]>>

/** Of an address; what makes no sense is as if it were not there. */
export function readAsked({ days, margin, resources }: Query): Asked {
  return {
    days: DAYS.find((known) => String(known) === days) ?? 30,
    margin: margin === 'none' ? 'none' : 'read',
    resources: resources === 'seen',
  }
}

/** The address of it, without what is usual. */
export function askedQuery({ days, margin, resources }: Asked): Record<keyof Query, string | undefined> {
  return {
    days: days === 30 ? undefined : String(days),
    margin: margin === 'read' ? undefined : margin,
    resources: resources ? 'seen' : undefined,
  }
}
