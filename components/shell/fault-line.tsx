import Link from 'next/link'
import { SwitchFaultsOff } from '@/components/shell/switch-faults-off'
import { ToneIcon } from '@/components/ui/tone-icon'
import { currentContext } from '@/lib/auth/context'
import { practiceStatus } from '@/lib/practice-account/admin'
import { faultLine } from '@/lib/practice-account/fault-words'
import { routes } from '@/lib/routes'

/** Says on every page that the practice account misbehaves because it was told to. As high as a page's padding, so nothing moves. */
export async function FaultLine() {
  const context = await currentContext()

  if (context?.connection.source.type !== 'practice') {
    return null
  }
  const status = await practiceStatus()
  const line = status.ok ? faultLine(status.data) : undefined

  if (line === undefined) {
    return null
  }
  return (
    <aside
      aria-label="Faults that are on"
      className="absolute inset-x-0 top-0 flex h-6 items-center gap-2 bg-warning-soft px-4 text-table text-warning sm:px-6"
    >
      <ToneIcon tone="warning" className="size-3.5 shrink-0" />
      <p className="min-w-0 truncate">
        <span className="font-medium">{line.text === '' ? `${line.short}.` : `${line.short}: `}</span>
        {line.text}
      </p>
      {context.actor.canWrite ? <SwitchFaultsOff /> : null}
      <Link href={routes.settingsPractice()} className="shrink-0 rounded-sm px-1 underline underline-offset-2">
        Faults
      </Link>
    </aside>
  )
}
