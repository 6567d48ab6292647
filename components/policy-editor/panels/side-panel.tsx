'use client'

import { clsx } from 'clsx'
import { type KeyboardEvent, useState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { AccessPanel } from '@/components/policy-editor/panels/access-panel'
import { FindingList } from '@/components/policy-editor/panels/finding-list'
import { RiskPanel } from '@/components/policy-editor/panels/risk-panel'
import { SimulatePanel } from '@/components/policy-editor/panels/simulate-panel'
import type { AwsFindings } from '@/components/policy-editor/panels/use-aws-findings'
import type { StatementReference } from '@/components/policy-editor/panels/use-reveal-statement'
import type { Attaching } from '@/components/policy-editor/texts/attach-policy'
import type { Refused } from '@/components/policy-editor/texts/refused'
import type { RoleSubject } from '@/components/policy-editor/texts/role-subject'
import { PANELS, type Panel } from '@/components/policy-editor/texts/use-address'
import { useReading } from '@/components/policy-editor/texts/use-reading'
import type { Texts } from '@/components/policy-editor/texts/use-texts'
import { BaseButton } from '@/components/ui/base-controls'
import { Button } from '@/components/ui/button'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import type { Finding, QuickFix } from '@/lib/policies/findings/model'
import type { RoleDocument } from '@/lib/roles/document'

const TITLES: Record<Panel, string> = {
  findings: 'Findings',
  access: 'What it allows',
  risk: 'Risk',
  simulate: 'Simulate',
}

type SidePanelProps = {
  subject: RoleSubject
  document: RoleDocument
  texts: Texts
  catalogue: Catalogue
  findings: Finding[]
  aws: AwsFindings
  panel: Panel
  onPanel: (panel: Panel) => void
  onGoTo: (finding: Finding) => void
  onFix: ((fix: QuickFix) => void) | undefined
  onShow: (at: StatementReference) => void
  /** Absent where nothing can be changed. */
  onPropose?: ((refused: Refused) => void) | undefined
  onAttach?: ((attaching: Attaching) => void) | undefined
}

/** What the texts mean. On a narrow screen a sheet from below, which opens with its first tab. */
export function SidePanel(props: SidePanelProps) {
  const { panel, onPanel, document, findings, aws, onGoTo, onFix, subject, texts, catalogue, onPropose } = props
  const [isOpen, setOpen] = useState(false)
  const reading = useReading(texts)
  // The sheet would cover what it leads to.
  const leaving =
    <To,>(go: (to: To) => void) =>
    (to: To) => {
      setOpen(false)
      go(to)
    }
  const onShow = leaving(props.onShow)

  return (
    <div className={SHEET}>
      <div
        role="tablist"
        aria-label="About the policy"
        onKeyDown={onArrow}
        className="flex overflow-x-auto border-b [scrollbar-width:none]"
      >
        {PANELS.map((name) => (
          <BaseButton
            key={name}
            role="tab"
            id={`tab-${name}`}
            aria-selected={name === panel}
            aria-controls="side-panel"
            tabIndex={name === panel ? 0 : -1}
            onClick={() => {
              setOpen(!(isOpen && name === panel))
              onPanel(name)
            }}
            className={clsx(
              '-mb-px h-10 shrink-0 border-b-2 px-2.5 outline-offset-[-2px]',
              name === panel ? 'border-accent font-medium' : 'border-transparent text-muted hover:text-text',
            )}
          >
            {TITLES[name]}
          </BaseButton>
        ))}
      </div>
      <div
        role="tabpanel"
        id="side-panel"
        aria-labelledby={`tab-${panel}`}
        className={clsx(
          'max-h-[50dvh] overflow-y-auto p-3 min-[900px]:block min-[900px]:max-h-[42rem]',
          !isOpen && 'hidden',
        )}
      >
        {panel === 'findings' ? (
          <FindingsPanel
            text={texts.workingOf(document).text}
            findings={findings}
            aws={aws}
            onGoTo={leaving(onGoTo)}
            onFix={onFix}
          />
        ) : null}
        {panel === 'access' ? <AccessPanel reading={reading} catalogue={catalogue} /> : null}
        {panel === 'risk' ? <RiskPanel {...{ reading, texts, catalogue, onShow }} onAttach={props.onAttach} /> : null}
        {panel === 'simulate' ? (
          <SimulatePanel subject={subject} reading={reading} texts={texts} onShow={onShow} onPropose={onPropose} />
        ) : null}
      </div>
    </div>
  )
}

/** Tab reaches the row once; arrows, Home and End go through it. */
function onArrow(event: KeyboardEvent<HTMLElement>) {
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')]
  const focused = document.activeElement
  const current = focused instanceof HTMLElement ? tabs.indexOf(focused) : -1
  const to = { ArrowLeft: current - 1, ArrowRight: (current + 1) % tabs.length, Home: 0, End: -1 }[event.key]

  if (to !== undefined) {
    event.preventDefault()
    tabs.at(to)?.focus()
  }
}

const SHEET =
  'min-w-0 self-start rounded-lg border bg-surface max-[899px]:sticky max-[899px]:bottom-(--bottom-bar) max-[899px]:z-10 max-[899px]:rounded-b-none max-[899px]:shadow-[0_-4px_16px_rgb(0_0_0/0.15)]'

type FindingsPanelProps = {
  text: string
  findings: Finding[]
  aws: AwsFindings
  onGoTo: (finding: Finding) => void
  onFix: ((fix: QuickFix) => void) | undefined
}

const SAYS: Record<AwsFindings['state'], string> = {
  idle: 'These are Slipway’s own findings; Access Analyzer is asked when the typing pauses.',
  asking: 'Asking Access Analyzer…',
  answered: 'Access Analyzer has checked exactly this text.',
  'not-allowed': 'These credentials may not call access-analyzer:ValidatePolicy, so the findings are Slipway’s alone.',
  failed: 'Access Analyzer could not be asked.',
}

function FindingsPanel({ text, findings, aws, onGoTo, onFix }: FindingsPanelProps) {
  const isStale = aws.state === 'answered' && aws.answer?.text !== text
  const said = isStale ? 'The text has changed since Access Analyzer was asked.' : SAYS[aws.state]

  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col items-start gap-2">
        <p className="text-muted text-table">{said}</p>
        <Button size="sm" pending={aws.state === 'asking'} onClick={aws.ask}>
          Ask Access Analyzer
        </Button>
      </div>
      {aws.failure ? <FailureNotice failure={aws.failure} /> : null}
      <FindingList findings={findings} onGoTo={onGoTo} onFix={onFix} />
    </div>
  )
}
