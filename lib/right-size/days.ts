/** How far back the page offers to look; CloudTrail keeps 90 days. */
export const DAYS = [7, 30, 90] as const
export type Days = (typeof DAYS)[number]

/** Of an address; what makes no sense is as if it were not there. */
export function readDays(text: string | string[] | undefined): Days {
  return DAYS.find((days) => String(days) === text) ?? 30
}
