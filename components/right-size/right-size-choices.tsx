import { LinkRow } from '@/components/layout/link-row'
import { type Asked, askedQuery, DAYS } from '@/lib/right-size/asked'
import { routes } from '@/lib/routes'

/** How far back to look, what to keep beside what was used, and on what. */
export function RightSizeChoices({ runtimeId, asked }: { runtimeId: string; asked: Asked }) {
  const item = (label: string, change: Partial<Asked>) => {
    const next = { ...asked, ...change }
    const isOn = Object.entries(change).every(([name, value]) => asked[name as keyof Asked] === value)
    return { label, href: routes.runtimeRightSize(runtimeId, askedQuery(next)), isOn }
  }
  const rows = [
    { label: 'How far back', items: DAYS.map((days) => item(`${days} days`, { days })) },
    {
      label: 'Keep as well',
      items: [item('What reads in used services', { margin: 'read' }), item('Nothing', { margin: 'none' })],
    },
    {
      label: 'On',
      items: [item('The same resources', { resources: false }), item('Only those seen', { resources: true })],
    },
  ]
  return (
    <div className="flex flex-col gap-x-6 gap-y-1 lg:flex-row lg:flex-wrap">
      {rows.map(({ label, items }) => (
        <div key={label} className="flex flex-wrap items-center gap-x-2">
          <span aria-hidden className="text-muted text-table">
            {label}
          </span>
          <LinkRow label={label} items={items} />
        </div>
      ))}
    </div>
  )
}
