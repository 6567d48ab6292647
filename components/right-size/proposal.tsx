import type { ReactNode } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { Section } from '@/components/layout/page'
import { ChangeList } from '@/components/policy-editor/review/permission-changes'
import { ApplyProposal } from '@/components/right-size/apply-proposal'
import { ProposedPolicies } from '@/components/right-size/proposed-policies'
import { ReachChange } from '@/components/right-size/reach-change'
import { Disclosure } from '@/components/ui/disclosure'
import type { Fit } from '@/lib/right-size/fit'
import type { ProposalReview } from '@/lib/right-size/read-proposal'
import type { RoleDetail } from '@/lib/roles/model'

type ProposalProps = {
  review: ProposalReview
  fit: Fit
  role: RoleDetail
  /** Nothing earlier waits to be finished, and this console may write. */
  canApply: boolean
  /** What IAM says of it. */
  secondOpinion: ReactNode
}

/** Of a policy over all services there are hundreds, and nobody reads a megabyte. */
const LOST_SHOWN = 30

/** What the role would have instead, what that takes from it, and the button that does it. */
export function Proposal({ review, fit, role, canApply, secondOpinion }: ProposalProps) {
  const { request, diff, before, after, isOwn, others } = review

  return (
    <>
      <Section title="Reach" description="What the role could do at most, before and after.">
        <ReachChange before={before} after={after} />
      </Section>
      <Section
        title="Policies that would do"
        description="Statements, conditions and denies stay as they are; only actions go that were never used."
      >
        {secondOpinion}
        <ProposedPolicies fit={fit} role={role} />
        <ChangeList title="Gained" tone="text-danger" sign="+" changes={diff.gained} />
        <Disclosure summary="What is lost, one by one">
          <ChangeList title="Lost" tone="text-success" sign="−" changes={diff.lost.slice(0, LOST_SHOWN)} />
          {diff.lost.length > LOST_SHOWN ? (
            <p className="text-muted text-table">
              {`And in ${(diff.lost.length - LOST_SHOWN).toLocaleString('en')} more groups. The diff above and right-size --json have them all.`}
            </p>
          ) : null}
        </Disclosure>
        {others.ok ? null : <FailureNotice failure={others.error} />}
        {canApply && fit.problem === undefined ? (
          <ApplyProposal proposal={request} isOwn={isOwn} others={others.ok ? others.data : null} />
        ) : null}
      </Section>
    </>
  )
}
