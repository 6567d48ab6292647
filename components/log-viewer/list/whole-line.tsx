import { useContext, useEffect, useState } from 'react'
import { ClientContext } from '@/components/log-viewer/client-context'
import type { RowDetail } from '@/components/log-viewer/engine/protocol'
import { readJson } from '@/components/log-viewer/line/json-model'
import { JsonView } from '@/components/log-viewer/line/json-view'
import { RowText } from '@/components/log-viewer/list/row-text'
import { formatBytes } from '@/lib/format/bytes'

/** In the list; the drawer shows more. */
const SHOWN_CHARACTERS = 20_000

/** A line with all that belongs to it: JSON as a tree, the lines of a traceback, a long line to its end. */
export function WholeLine({ row }: { row: number }) {
  const client = useContext(ClientContext)
  const [detail, setDetail] = useState<RowDetail | null>(null)

  useEffect(() => {
    let isWanted = true
    void client?.ask({ type: 'detail', row }).then((answer) => {
      if (isWanted) {
        setDetail(answer)
      }
    })
    return () => {
      isWanted = false
    }
  }, [client, row])

  return detail?.row === row ? (
    <LineText detail={detail} limit={SHOWN_CHARACTERS} />
  ) : (
    <span className="text-muted">Reading…</span>
  )
}

export function LineText({ detail, limit }: { detail: RowDetail; limit: number }) {
  const json = readJson(detail.text)
  const left = detail.length - Math.min(limit, detail.text.length)

  if (json) {
    return <JsonView value={json} />
  }
  return (
    <span className="block whitespace-pre-wrap [overflow-wrap:anywhere]">
      {detail.spans && detail.text.length <= limit ? (
        <RowText text={detail.text} spans={detail.spans} />
      ) : (
        detail.text.slice(0, limit)
      )}
      {left > 0 ? (
        <span className="block font-sans text-muted">{`… ${formatBytes(left)} more. Download the log to see all of it.`}</span>
      ) : null}
    </span>
  )
}
