import { Notice } from '@/components/feedback/notice'
import type { Texts, Working } from '@/components/policy-editor/texts/use-texts'
import { Button } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import type { RoleDocument } from '@/lib/roles/document'

type EditorNoticesProps = { document: RoleDocument; working: Working; texts: Texts; catalogueFailed: boolean }

/** What one has to know before typing on. */
export function EditorNotices({ document, working, texts, catalogueFailed }: EditorNoticesProps) {
  return (
    <>
      {working.restoredAt ? (
        <Notice tone="info" title="Unsaved text was brought back.">
          <p className="flex flex-wrap items-center gap-2">
            <span>
              Typed <Time at={working.restoredAt} />, not saved yet.
            </span>
            <Button size="sm" onClick={() => texts.discard(document)}>
              Go back to the saved text
            </Button>
          </p>
        </Notice>
      ) : null}
      {texts.hasDraft(document.id) && document.text !== null && working.base !== document.text ? (
        <Notice tone="warning" title="IAM has another text by now.">
          <p>The review shows both, and saves nothing before you have chosen.</p>
        </Notice>
      ) : null}
      {document.text === null && !texts.hasDraft(document.id) ? (
        <Notice tone="info" title="The text of this document could not be read here." />
      ) : null}
      {texts.isFull ? (
        <Notice tone="warning" title="The browser has no room for this draft.">
          <p>Your text is on this page only: copy it before you leave.</p>
        </Notice>
      ) : null}
      {catalogueFailed ? (
        <Notice tone="warning" title="AWS's list of actions could not be loaded.">
          <p>Findings and completions lack names until Slipway answers again; keep typing, nothing is lost.</p>
        </Notice>
      ) : null}
    </>
  )
}
