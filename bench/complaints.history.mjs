/** What is wrong with a history: gaps between its steps, a step back in time, a strange beginning or end. */
export function historyFaults(entries, end) {
  const faults = [];
  if (entries[0]?.type !== 'report.filed') faults.push(`begins with ${entries[0]?.type}`);
  let status;
  for (const [index, { at, data, type }] of entries.entries()) {
    if (index > 0 && at < entries[index - 1].at) faults.push(`${type} lies before the step it follows`);
    if (status !== undefined && data.from !== undefined && data.from !== status)
      faults.push(`${type} goes on from ${data.from}, but it was ${status}`);
    status = data.to ?? status;
  }
  if (status !== end) faults.push(`ends as ${status}, but the report is ${end}`);
  return faults;
}
