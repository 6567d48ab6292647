import type { ReactNode } from 'react'
import { Disclosure } from '@/components/ui/disclosure'
import { type CoveredService, countsOf } from '@/lib/practice-account/coverage'

type CoverageRowProps = {
  service: CoveredService
  /** The same with all of its operations, where `service` was narrowed by a search. */
  whole: CoveredService
  programs: ReadonlyMap<string, string>
  open: boolean
}

/** One service: how much of it there is, and, opened, each operation with those that judged it. */
export function CoverageRow({ service, whole, programs, open }: CoverageRowProps) {
  const { name, calledAs, imitated, missing, beside, limits } = service

  return (
    <li className="px-4 py-2">
      <Disclosure summary={<Summary service={whole} />} open={open}>
        <div className="flex flex-col gap-4 pb-2">
          <p className="text-muted">
            In commands and signatures: <span className="font-mono text-table">{calledAs.join(', ')}</span>
          </p>
          {limits.length > 0 ? (
            <Part title="How far">
              <ul className="flex max-w-3xl list-disc flex-col gap-1 pl-5">
                {limits.map((limit) => (
                  <li key={limit}>{limit}</li>
                ))}
              </ul>
            </Part>
          ) : null}
          {imitated.length > 0 ? (
            <Part title="Imitated">
              <ul aria-label={`Imitated in ${name}`} className="grid gap-x-6 gap-y-0.5 lg:grid-cols-2">
                {imitated.map((operation) => (
                  <li key={operation.name} className="flex flex-wrap items-baseline gap-x-2">
                    <span className="break-all font-mono text-table">{operation.name}</span>
                    <span className="text-muted text-xs">{judgesOf(operation.judges, programs)}</span>
                  </li>
                ))}
              </ul>
            </Part>
          ) : null}
          {beside.length > 0 ? <Part title="Beside the operations">{nameList(beside)}</Part> : null}
          {missing.length > 0 ? <Part title="Not imitated">{nameList(missing)}</Part> : null}
        </div>
      </Disclosure>
    </li>
  )
}

function Summary({ service }: { service: CoveredService }) {
  const { all, imitated, judged } = countsOf([service])

  return (
    <span className="flex flex-wrap items-baseline gap-x-4 sm:grid sm:grid-cols-[minmax(0,1fr)_10rem_7rem]">
      <span className="font-medium max-sm:w-full">{service.name}</span>
      <span className="text-muted">{`${imitated} of ${all} ${all === 1 ? 'operation' : 'operations'}`}</span>
      <span className="text-muted">{`${judged} judged`}</span>
    </span>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <h3 className="font-medium">{title}</h3>
      {children}
    </div>
  )
}

/** One text: a service can lack hundreds. */
function nameList(names: string[]) {
  return <p className="break-words font-mono text-muted text-table">{names.join(', ')}</p>
}

function judgesOf(judges: string[], programs: ReadonlyMap<string, string>): string {
  return judges.length === 0 ? 'not judged' : judges.map((id) => programs.get(id) ?? id).join(', ')
}
