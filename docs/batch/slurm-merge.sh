#!/bin/bash
# Joins the manifests of the parts that slurm.sh made.
#SBATCH --job-name=briefings-merge
#SBATCH --cpus-per-task=1
#SBATCH --mem=1G
set -eu
exec briefing batch letters --over recipients.csv --output 'out/{recipient}.pdf' --merge
