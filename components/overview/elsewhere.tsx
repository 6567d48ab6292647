import { SwitchButton } from '@/components/shell/switch-button'
import { buttonClass } from '@/components/ui/button'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { counted } from '@/lib/format/counted'
import { readOtherRegions } from '@/lib/runtimes/other-regions'

/** The servers of this connection in other regions, a button for each region; nothing where there are none. */
export async function Elsewhere({ connection }: { connection: Connection }) {
  const { regions, unread } = await readOtherRegions(connection)
  const key = connectionKey(connection)
  const source = key.slice(0, key.lastIndexOf('/'))

  if (regions.length === 0 && unread.length === 0) {
    return null
  }
  return (
    <section aria-label="Other regions" className="flex flex-wrap items-center gap-x-3 gap-y-2 text-muted text-table">
      {regions.map(({ region, runtimes }) => (
        <SwitchButton key={region} source={source} region={region} className={buttonClass({ size: 'sm' })}>
          {`${counted(runtimes.length, 'server')} in ${region}`}
        </SwitchButton>
      ))}
      {unread.length > 0 ? <p>{unreadWords(unread)}</p> : null}
    </section>
  )
}

const NAMED = 3

function unreadWords(unread: string[]): string {
  const named = unread.length > NAMED ? `${counted(unread.length, 'region')}` : unread.join(', ')
  return `${named} could not be asked.`
}
