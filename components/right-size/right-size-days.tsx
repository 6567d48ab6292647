import { LinkRow } from '@/components/layout/link-row'
import { DAYS, type Days } from '@/lib/right-size/days'
import { routes } from '@/lib/routes'

/** How far back to look. */
export function RightSizeDays({ runtimeId, current }: { runtimeId: string; current: Days }) {
  return (
    <LinkRow
      label="How far back"
      items={DAYS.map((days) => ({
        label: `${days} days`,
        href: routes.runtimeRightSize(runtimeId, { days: String(days) }),
        isOn: days === current,
      }))}
    />
  )
}
