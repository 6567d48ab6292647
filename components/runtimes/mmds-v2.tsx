import { Term } from '@/components/ui/term'

/** The one name of the setting, with what it is. */
export function MmdsV2() {
  return (
    <Term term="Version 2 of the metadata service, which hands the role's credentials to the container and keeps others from reading them.">
      MMDSv2
    </Term>
  )
}
