import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Section } from '@/components/layout/page'
import { type RuntimeParams, WithRuntime } from '@/components/runtimes/with-runtime'
import { EditParts } from '@/components/setup/edit-parts'
import { ButtonLink } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { routes } from '@/lib/routes'

export const metadata: Metadata = { title: 'Settings of a runtime' }

export default function RuntimeSettingsPage({ params }: { params: RuntimeParams }) {
  return (
    <Suspense fallback={<Skeleton className="h-48" />}>
      <WithRuntime params={params}>
        {({ runtime }) => (
          <>
            <Section title="Edit" description="Each opens on its part. You see what changes before anything does.">
              <EditParts runtime={runtime} />
            </Section>
            <Section
              title="Export as code"
              description="CloudFormation, Terraform, CDK, the AWS CLI, or a spec; with what takes the live resources over."
            >
              <ButtonLink className="w-fit" href={routes.runtimeExport(runtime.id)}>
                {`Export ${runtime.name}`}
              </ButtonLink>
            </Section>
            <Section
              title="Move to the managed server"
              description="AWS runs the AWS MCP Server itself. Compare the two before you decide."
            >
              <ButtonLink className="w-fit" href={routes.runtimeSuccessor(runtime.id)}>
                See whether to move
              </ButtonLink>
            </Section>
            <Section
              title="Ownership"
              description="Who made it, and what Slipway owns of it. Take over what another tool made, or give it back."
            >
              <ButtonLink className="w-fit" href={routes.runtimeTakeOver(runtime.id)}>
                {`Who owns ${runtime.name}`}
              </ButtonLink>
            </Section>
            <Section
              title="Danger zone"
              description="The next page lists what belongs to this runtime. Only what you tick there is deleted."
            >
              <ButtonLink variant="quiet-danger" className="w-fit" href={routes.runtimeDelete(runtime.id)}>
                {`Delete ${runtime.name}`}
              </ButtonLink>
            </Section>
          </>
        )}
      </WithRuntime>
    </Suspense>
  )
}
