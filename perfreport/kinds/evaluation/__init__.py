"""What the evaluation tables share: indicators with actual values, schemes, points (绩效自评)."""
