import Link from 'next/link'
import { type Chosen, connectHref } from '@/components/clients/connect-href'
import type { Choice } from '@/lib/clients/choice'

type ChoiceLinksProps = { label: string; chosen: Chosen; options: { label: string; change: Partial<Choice> }[] }

/** A few ways to see the same config, side by side. */
export function ChoiceLinks({ label, chosen, options }: ChoiceLinksProps) {
  return (
    <nav aria-label={label} className="min-w-0">
      <ul className="flex flex-wrap gap-1 rounded-lg border bg-surface p-1">
        {options.map((option) => (
          <li key={option.label}>
            <Link
              href={connectHref(chosen, option.change)}
              scroll={false}
              aria-current={isChosen(chosen.choice, option.change) ? 'true' : undefined}
              className="flex h-7 items-center rounded-md px-2.5 text-muted text-table hover:text-text aria-[current]:bg-raised aria-[current]:font-medium aria-[current]:text-text"
            >
              {option.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function isChosen(choice: Choice, change: Partial<Choice>): boolean {
  return Object.entries(change).every(([key, value]) => choice[key as keyof Choice] === value)
}
