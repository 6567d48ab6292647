import { ChoiceLinks } from '@/components/clients/choice-links'
import type { Chosen } from '@/components/clients/connect-href'

/** Whose computer it is, and how the signing proxy is started there. */
export function ClientPickers({ chosen, isSigned }: { chosen: Chosen; isSigned: boolean }) {
  return (
    <div className="flex flex-wrap gap-2">
      <ChoiceLinks
        label="Server"
        chosen={chosen}
        options={[
          { label: 'This runtime', change: { server: 'runtime' } },
          { label: 'Managed by AWS', change: { server: 'managed' } },
        ]}
      />
      <ChoiceLinks
        label="Operating system"
        chosen={chosen}
        options={[
          { label: 'macOS', change: { os: 'mac' } },
          { label: 'Linux', change: { os: 'linux' } },
          { label: 'Windows', change: { os: 'windows' } },
        ]}
      />
      {isSigned ? (
        <ChoiceLinks
          label="How the proxy starts"
          chosen={chosen}
          options={[
            { label: 'uvx', change: { launcher: 'uvx' } },
            { label: 'Full path of uvx', change: { launcher: 'path' } },
            { label: 'Docker', change: { launcher: 'docker' } },
          ]}
        />
      ) : null}
    </div>
  )
}
