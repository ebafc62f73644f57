#!/bin/bash
# A batch as an array job. From the folder that holds `letters` and `recipients.csv`:
#
#   job=$(sbatch --parsable slurm.sh)
#   sbatch --dependency=afterany:$job slurm-merge.sh
#
# A part that is requeued takes up its work where it was.
#SBATCH --job-name=briefings
#SBATCH --array=1-16
#SBATCH --cpus-per-task=2
#SBATCH --mem=1G
#SBATCH --requeue
set -eu
exec briefing batch letters --over recipients.csv --output 'out/{recipient}.pdf' \
  --jobs "$SLURM_CPUS_PER_TASK" --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" --resume
