'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Notice } from '@/components/feedback/notice'
import { useConnectionKey } from '@/components/form/connection-context'
import { Checkbox } from '@/components/form/inputs'
import { Section } from '@/components/layout/page'
import { keepStatements } from '@/components/policies/kept-statements'
import { Button } from '@/components/ui/button'
import { Cell, Row, Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { counted } from '@/lib/format/counted'
import { type RefusedAction, statementsOf } from '@/lib/right-size/refused-statements'
import { routes } from '@/lib/routes'

type RefusedPermissionsProps = { rows: readonly RefusedAction[]; roleName: string }

const COLUMNS = [{ label: 'Permission' }, { label: 'Refused' }, { label: 'Last' }, { label: 'Regions' }]
const SHOWN = 200

/** All that was refused, to be given in one change; only what merely reads is ticked to begin with. */
export function RefusedPermissions({ rows, roleName }: RefusedPermissionsProps) {
  return (
    <Section
      title="Refused"
      description="What was asked for and not allowed in this time. Only what merely reads is ticked."
    >
      {rows.length === 0 ? (
        <p className="text-muted text-table">Nothing was refused, as far as could be read.</p>
      ) : (
        <Choice rows={rows.slice(0, SHOWN)} roleName={roleName} />
      )}
      {rows.length > SHOWN ? <p className="text-muted text-table">{`${SHOWN} of ${rows.length} are shown.`}</p> : null}
    </Section>
  )
}

function Choice({ rows, roleName }: RefusedPermissionsProps) {
  const router = useRouter()
  const connection = useConnectionKey()
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set())
  const [isFull, setFull] = useState(false)
  const isTicked = (row: RefusedAction) => (row.why === undefined) !== changed.has(keyOf(row))
  const ticked = rows.filter((row) => row.statement && isTicked(row))

  function toggle(key: string) {
    setChanged((last) => (last.has(key) ? new Set([...last].filter((one) => one !== key)) : new Set([...last, key])))
  }

  function add() {
    if (keepStatements({ connection, roleName }, statementsOf(ticked))) {
      router.push(routes.roleProposingKept(roleName))
    } else {
      setFull(true)
    }
  }

  return (
    <>
      <Table label="Refused permissions" columns={COLUMNS}>
        {rows.map((row) => (
          <Row key={keyOf(row)}>
            <Cell label="Permission" narrow="first">
              <Wanted row={row} isTicked={isTicked(row)} onToggle={() => toggle(keyOf(row))} />
            </Cell>
            <Cell label="Refused" narrow="line">
              {counted(row.count, 'time')}
            </Cell>
            <Cell label="Last" narrow="line">
              <Time at={new Date(row.lastAt).toISOString()} />
            </Cell>
            <Cell label="Regions" narrow="line">
              {row.regions.join(', ') || '—'}
            </Cell>
          </Row>
        ))}
      </Table>
      {isFull ? (
        <Notice tone="danger" title="The browser has no room to carry them to the editor.">
          <p>Allow this site to keep data, then add them again.</p>
        </Notice>
      ) : null}
      <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-2">
        <Button variant="primary" disabled={ticked.length === 0} onClick={add}>
          {`Add ${counted(ticked.length, 'permission')}`}
        </Button>
        <p className="text-muted text-table">
          Opens the editor of {roleName}; nothing changes before it is saved there.
        </p>
      </div>
    </>
  )
}

function keyOf({ action, why, resources }: RefusedAction): string {
  return JSON.stringify([action, why, resources])
}

type WantedProps = { row: RefusedAction; isTicked: boolean; onToggle: () => void }

function Wanted({ row: { action, resources, statement, why }, isTicked, onToggle }: WantedProps) {
  const on = resources[0] === '*' ? '' : `on ${resources.join(', ')}`
  const name = <span className="break-all font-mono text-table">{action}</span>
  const more = [on, why].filter((text) => text !== undefined && text !== '').join(' · ')

  return statement ? (
    <Checkbox
      label={name}
      hint={more && <span className="break-all">{more}</span>}
      checked={isTicked}
      onChange={onToggle}
    />
  ) : (
    <div className="pl-6.5">
      {name}
      <div className="break-words text-muted text-table">{more}</div>
    </div>
  )
}
