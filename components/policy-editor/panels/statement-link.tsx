import type { StatementReference } from '@/components/policy-editor/panels/use-reveal-statement'
import { BaseButton } from '@/components/ui/base-controls'

type StatementLinkProps = {
  at: StatementReference & { sid?: string | undefined }
  onShow: (at: StatementReference) => void
}

/** Names a statement, and leads to it. */
export function StatementLink({ at, onShow }: StatementLinkProps) {
  const { policy, statement, sid } = at

  return (
    <BaseButton onClick={() => onShow(at)} className="break-all rounded text-left text-accent underline">
      {policy}, statement {statement + 1}
      {sid ? ` (${sid})` : ''}
    </BaseButton>
  )
}
