import { Check, Settings } from 'lucide-react'
import Link from 'next/link'
import { SwitchButton } from '@/components/shell/switch-button'
import { menuItemClass } from '@/components/ui/menu-item'
import type { Connection } from '@/lib/aws/connection'
import { type SourceOption, sourceOf } from '@/lib/connections/names'
import { connectionOptions } from '@/lib/connections/queries'
import { routes } from '@/lib/routes'

/** The connections of this computer, inside the top bar's menu. */
export async function ConnectionOptions({ connection }: { connection: Connection }) {
  const options = await connectionOptions()

  return (
    <>
      <ul aria-label="Connections">
        {options.map((option) => (
          <li key={option.source}>
            <Option option={option} connection={connection} />
          </li>
        ))}
      </ul>
      <Link href={routes.settings()} className={`mt-1 border-t ${menuItemClass}`}>
        <Settings aria-hidden />
        Connections and regions
      </Link>
    </>
  )
}

function Option({ option, connection }: { option: SourceOption; connection: Connection }) {
  return (
    <SwitchButton
      source={option.source}
      region={option.region ?? connection.region}
      isCurrent={option.source === sourceOf(connection)}
      className={`group ${menuItemClass}`}
    >
      <Check aria-hidden className="invisible group-aria-pressed:visible" />
      <span className="min-w-0 flex-1">
        <span className="block truncate">{option.label}</span>
        <span className="block truncate text-muted text-xs">
          {option.region ? `${option.detail} · ${option.region}` : option.detail}
        </span>
      </span>
    </SwitchButton>
  )
}
