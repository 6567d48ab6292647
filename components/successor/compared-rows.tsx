import { DiffView } from '@/components/ui/diff-view'
import { Disclosure } from '@/components/ui/disclosure'
import { Status } from '@/components/ui/status'
import { counted } from '@/lib/format/counted'
import type { ComparedRow, Comparison, RowState } from '@/lib/successor/model'
import { STATE_WORDS } from '@/lib/successor/words'

const TONES = {
  same: 'success',
  differs: 'warning',
  'refused-there': 'danger',
  'refused-here': 'warning',
  'not-compared': 'neutral',
} as const satisfies Record<RowState, string>

/** Who ran the commands on each side, and what became of each. */
export function ComparedRows({ comparison: { here, there, rows } }: { comparison: Comparison }) {
  const same = rows.filter(({ state }) => state === 'same').length

  return (
    <>
      <p className="font-medium">{`${same} of ${counted(rows.length, 'command')} answered the same`}</p>
      <p className="text-muted text-table">
        The runtime acts as <Arn arn={here?.arn} />, the managed server as <Arn arn={there?.arn} />.
      </p>
      <ul aria-label="Compared commands" className="flex min-w-0 flex-col divide-y rounded-lg border">
        {rows.map((row) => (
          <li key={row.command} className="flex min-w-0 flex-col gap-1.5 px-3 py-2">
            <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
              <Status tone={TONES[row.state]} label={STATE_WORDS[row.state]} />
              <code className="min-w-0 break-all font-mono text-table">{row.command}</code>
            </p>
            {row.state === 'same' ? null : <Why {...row} />}
          </li>
        ))}
      </ul>
    </>
  )
}

function Why({ why, diff, command }: ComparedRow) {
  return diff === undefined ? (
    <p className="min-w-0 break-words text-muted">{why}</p>
  ) : (
    <Disclosure summary={why}>
      <DiffView lines={diff} label={`What differs in ${command}`} />
    </Disclosure>
  )
}

function Arn({ arn = 'somebody unknown' }: { arn: string | undefined }) {
  return <span className="break-all font-mono">{arn}</span>
}
