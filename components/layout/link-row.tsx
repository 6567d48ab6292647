import type { Route } from 'next'
import { ButtonLink } from '@/components/ui/button'

type LinkRowProps = {
  label: string
  items: { label: string; href: Route; isOn: boolean }[]
}

/** A few choices side by side, each with an address of its own. */
export function LinkRow({ label, items }: LinkRowProps) {
  return (
    <nav aria-label={label} className="flex flex-wrap gap-1">
      {items.map(({ label, href, isOn }) => (
        <ButtonLink
          key={label}
          size="sm"
          variant={isOn ? 'secondary' : 'ghost'}
          href={href}
          scroll={false}
          aria-current={isOn ? 'true' : undefined}
        >
          {label}
        </ButtonLink>
      ))}
    </nav>
  )
}
