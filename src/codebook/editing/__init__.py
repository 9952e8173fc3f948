"""The codebook of a project: loaded, added to, reworded, rearranged, merged."""
