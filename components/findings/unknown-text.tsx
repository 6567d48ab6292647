import { RemedyLink } from '@/components/feedback/failure-notice'
import { CopyButton } from '@/components/ui/copy-button'
import { Disclosure } from '@/components/ui/disclosure'
import { reportOf } from '@/lib/troubles/explain/report'
import { likelyLayer } from '@/lib/troubles/layers'
import { remedyLink } from '@/lib/troubles/remedies'

/** For a text of no known cause: where it seems to come from, where to look next, and a report to hand on. */
export function UnknownText({ text, version }: { text: string; version: string }) {
  const layer = likelyLayer(text)
  const link = remedyLink(layer?.action ?? { type: 'test-connection' }, {})
  const report = reportOf(text, version)

  return (
    <div className="flex min-w-0 flex-col items-start gap-3 rounded-lg border bg-surface px-4 py-3">
      <p className="font-medium">
        Slipway does not know this text.{layer ? ` It seems to come from ${layer.name}.` : ''}
      </p>
      <ol className="flex list-decimal flex-col gap-1 pl-5">
        {layer ? <li>{layer.next}</li> : null}
        <li>Paste more of it: the lines before often name the cause.</li>
        <li>Test the connection: the test shows which layer says no.</li>
      </ol>
      {link ? <RemedyLink {...link} /> : null}
      <Disclosure summary="Report it">
        <p className="text-muted">
          For an issue of the project. Tokens, keys, account ids, addresses of people and names of home folders are
          taken out; read it before you hand it on.
        </p>
        <pre className="max-h-60 overflow-auto whitespace-pre-wrap break-words rounded bg-raised px-2 py-1 font-mono text-table">
          {report}
        </pre>
        <CopyButton value={report} label="report" text="Copy the report" />
      </Disclosure>
    </div>
  )
}
