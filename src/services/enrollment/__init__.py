"""From a hire to its movement at the institute, the reply, the proof and six months in the job."""
