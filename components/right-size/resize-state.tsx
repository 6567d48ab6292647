import { FailureNotice } from '@/components/feedback/failure-notice'
import { Notice } from '@/components/feedback/notice'
import { Section } from '@/components/layout/page'
import { ResizeRun } from '@/components/right-size/resize-run'
import { UndoResize } from '@/components/right-size/undo-resize'
import type { RuntimeView } from '@/components/runtimes/with-runtime'
import { buttonClass } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import { counted } from '@/lib/format/counted'
import type { Resize } from '@/lib/right-size/change/model'
import { newestResize, planResize } from '@/lib/right-size/change/resize'

/** What was changed here before: to be gone on with, or to be undone. */
export async function ResizeState({ actor, connection, runtime }: RuntimeView) {
  const newest = await newestResize(connection, runtime.roleName)

  if (!newest.ok) {
    return <FailureNotice failure={newest.error} />
  }
  if (!newest.data || !actor.canWrite) {
    return null
  }
  return newest.data.endedAt === null ? (
    <Unfinished connection={connection} resize={newest.data} />
  ) : (
    <Done resize={newest.data} />
  )
}

async function Unfinished({ connection, resize }: Pick<RuntimeView, 'connection'> & { resize: Resize }) {
  const { id, roleName, way, at } = resize
  const plan = await planResize(connection, resize)

  if (!plan.ok) {
    return <FailureNotice failure={plan.error} />
  }
  return (
    <Section
      title={way === 'forth' ? 'A change of the role is not finished' : 'Giving back is not finished'}
      description={
        <>
          Begun <Time at={at} />. The role has something of both; nothing that it uses is missing.
        </>
      }
    >
      <ResizeRun key={`${id} ${way}`} id={id} roleName={roleName} way={way} plan={plan.data} isAsked={false} />
      {way === 'forth' ? <UndoResize id={id} roleName={roleName} label="Give back what it had" /> : null}
    </Section>
  )
}

function Done({ resize }: { resize: Resize }) {
  const { id, roleName, trimmed, endedAt } = resize

  return (
    <Notice
      tone="success"
      title={
        <>
          Right-sized <Time at={endedAt ?? ''} />: {counted(trimmed, 'permission')} fewer
        </>
      }
    >
      <p className="break-words">Undo gives {roleName} back what it had, byte for byte.</p>
      <UndoResize id={id} roleName={roleName} label="Undo">
        <a href={fileOf(resize)} download={`${roleName}-before.json`} className={buttonClass({ variant: 'secondary' })}>
          Download what it had
        </a>
      </UndoResize>
    </Notice>
  )
}

/** Every text as it was, for where this computer's state is lost. */
function fileOf({ roleName, roleArn, at, items }: Resize): string {
  const inline = items.flatMap((item) =>
    item.kind === 'inline' && item.before !== null ? [{ name: item.name, text: item.before }] : [],
  )
  const attached = items.flatMap((item) => (item.kind === 'attached' && item.before ? [item.arn] : []))
  const text = JSON.stringify({ role: roleName, arn: roleArn, before: at, inline, attached }, null, 2)
  return `data:application/json;charset=utf-8,${encodeURIComponent(text)}`
}
